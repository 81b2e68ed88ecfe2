/**
 * Microsoft's products as a partner sells them, dated 2026-11-01. Keyed by skuId:
 * string ids are historic (`SPB` is Business Premium) and one name can have
 * several. An empty cap means no practical limit. A trial id makes a product
 * offerable as a trial; the ids are Microsoft's partner trial offers of 2021
 * and have not been checked against Microsoft since.
 */
export const productsDate = '2026-11-01'

/** name, string id, SKU id, licence cap, partner trial offer id */
export const productRows: readonly (readonly [string, string, string, number | null, string | null])[] = [
  ['Microsoft 365 Business Basic', 'O365_BUSINESS_ESSENTIALS', '3b555118-da6a-4418-894f-7df1e2096870', 300, null],
  ['Microsoft 365 Business Standard', 'O365_BUSINESS_PREMIUM', 'f245ecc8-75af-4f8e-b61f-27d8114de5f3', 300, '467eab54-127b-42d3-b046-3844b860bebf'],
  ['Microsoft 365 Business Premium', 'SPB', 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 300, '47128319-73ff-4a7b-b96f-a3e8b14728e2'],
  ['Microsoft 365 Apps for business', 'O365_BUSINESS', 'cdd28e44-67e3-425e-be4c-737fab2899d3', 300, '8368ac6a-5797-4859-b2ec-4d32330277c9'],
  ['Microsoft 365 Apps for enterprise', 'OFFICESUBSCRIPTION', 'c2273bd0-dff7-4215-9ef5-2c7bcfb06425', null, '2a3f5c07-bbb2-4786-857c-054f5ddd3486'],
  ['Business Basic EEA (no Teams)', 'Microsoft_365_Business_Basic_EEA_(no_Teams)', 'b1f3042b-a390-4b56-ab61-b88e7e767a97', 300, null],
  ['Business Standard EEA (no Teams)', 'Microsoft_365_Business_Standard_EEA_(no_Teams)', 'ffa3a2a0-3820-462a-aa81-8a4d741f0cba', 300, null],
  ['Business Premium EEA (no Teams)', 'Office_365_w/o_Teams_Bundle_Business_Premium', 'a3f586b6-8cce-4d9b-99d6-55238397f77a', 300, null],
  ['Microsoft 365 E3', 'SPE_E3', '05e9a617-0261-4cee-bb44-138d3ef5d965', null, 'e56a8505-feea-4b75-bd30-bd2959d77943'],
  ['Microsoft 365 E5', 'SPE_E5', '06ebc4ee-1bb5-47dd-8120-11324bc54e06', null, 'f6f20264-e785-4749-bd8e-884bab076de4'],
  ['Microsoft 365 F1', 'M365_F1_COMM', '50f60901-3181-4b75-8a2c-4c8e4c1d5a72', null, '248d15a4-0b1d-494b-96d2-c93d1d17205e'],
  ['Microsoft 365 F3', 'SPE_F1', '66b55226-6b4f-492c-910c-a3b7a3c9d993', null, '32f37f52-2f8a-428f-82ea-92b56a44e1a7'],
  ['Office 365 E1', 'STANDARDPACK', '18181a46-0d4e-45cd-891e-60aabd171b4e', null, null],
  ['Office 365 E3', 'ENTERPRISEPACK', '6fd2c87f-b296-42f0-b197-1e91e994b900', null, 'b07a1127-de83-4a6d-9f85-2c104bdae8b4'],
  ['Office 365 E5', 'ENTERPRISEPREMIUM', 'c7df2760-2c81-4ef7-b578-5b5392b571df', null, '101bde18-5ffb-4d79-a47b-f5b2c62525b3'],
  ['Office 365 F3', 'DESKLESSPACK', '4b585984-651b-448a-9e53-3b10f069cf7f', null, '10ddc3da-b394-42b8-bb45-37f7cba40981'],
  ['Exchange Online (Plan 1)', 'EXCHANGESTANDARD', '4b9405b0-7788-4568-add1-99614e613b69', null, null],
  ['Exchange Online (Plan 2)', 'EXCHANGEENTERPRISE', '19ec0d23-8335-4cbd-94ac-6050e30712fa', null, null],
  ['Exchange Online Kiosk', 'EXCHANGEDESKLESS', '80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82', null, null],
  ['SharePoint Online (Plan 1)', 'SHAREPOINTSTANDARD', '1fc08a02-8b3d-43b9-831e-f76859e04e1a', null, null],
  ['OneDrive for Business (Plan 1)', 'WACONEDRIVESTANDARD', 'e6778190-713e-4e4f-9119-8b8238de25df', null, 'bda7a87a-ffd0-4b20-b4d9-a3b48ebd70b9'],
  ['OneDrive for Business (Plan 2)', 'WACONEDRIVEENTERPRISE', 'ed01faf2-1d88-4947-ae91-45ca18703a96', null, '3c9462ff-5045-4a71-a7a6-5a7ec82911cf'],
  ['Microsoft Teams Essentials', 'Teams_Ess', 'fde42873-30b6-436b-b361-21af5a6b84ae', 300, null],
  ['Microsoft Teams Enterprise', 'Microsoft_Teams_Enterprise_New', '7e31c0d9-9551-471d-836f-32ee72be4a01', null, null],
  ['Microsoft Teams EEA', 'Microsoft_Teams_EEA_New', '7e74bd05-2c47-404e-829a-ba95c66fe8e5', null, null],
  ['Microsoft Teams Premium', 'Microsoft_Teams_Premium', '36a0f3b3-adb5-49ea-bf66-762134cf063a', null, null],
  ['Teams Phone Standard', 'MCOEV', 'e43b5b99-8dfb-405f-9987-dc307f34bcbd', null, null],
  ['Teams Rooms Pro', 'Microsoft_Teams_Rooms_Pro', '4cde982a-ede4-4409-9ae6-b003453c8ea6', null, null],
  ['Microsoft 365 Copilot', 'Microsoft_365_Copilot', '639dec6b-bb19-468b-871c-c5c441c4b0cb', null, null],
  ['Microsoft Entra ID P1', 'AAD_PREMIUM', '078d2b04-f1bd-4111-bbd4-b4b1b354cef4', null, '01824d11-5ad8-447f-8523-666b0848b381'],
  ['Microsoft Entra ID P2', 'AAD_PREMIUM_P2', '84a661c4-e949-4bd2-a560-ed7766fcaf2b', null, 'faf849ab-bd30-42b2-856c-8f1edc230ce9'],
  ['Microsoft Intune', 'INTUNE_A', '061f9ace-7d42-4136-88ac-31dc755f143f', null, '40be278a-dfd1-470a-9ef7-9f2596ea7ff9'],
  ['Enterprise Mobility + Security E3', 'EMS', 'efccb6f7-5641-4e0e-bd10-b4976e1bf68e', null, null],
  ['Enterprise Mobility + Security E5', 'EMSPREMIUM', 'b05e124f-c7cc-45a0-a6aa-8cf78c946968', null, '87dd2714-d452-48a0-a809-d2f58c4f68b7'],
  ['Microsoft Defender for Business', 'MDE_SMB', '5e1e7702-a2b7-4360-8d07-2f515792896f', 300, null],
  ['Defender for Office 365 (Plan 1)', 'ATP_ENTERPRISE', '4ef96642-f096-40de-a3e9-d83fb2f90211', null, null],
  ['Defender for Office 365 (Plan 2)', 'THREAT_INTELLIGENCE', '3dd6cf57-d688-4eed-ba52-9e40b5468c3e', null, null],
  ['Power BI Pro', 'POWER_BI_PRO', 'f8a1db68-be16-40ed-86d5-cb42ce701560', null, 'd59682f3-3e3b-4686-9c00-7c7c1c736085'],
  ['Power Apps Premium (per user)', 'POWERAPPS_PER_USER', 'b30411f5-fea1-4a59-9ad9-3db7c7ead579', null, '83d3609a-14c1-4fc2-a18e-0f5ca7047e46'],
  ['Power Automate per user', 'FLOW_PER_USER', '4a51bf65-409c-4a91-b845-1121b571cc9d', null, '33657a0f-4b2b-453b-a58e-99469d6e58a0'],
  ['Planner Plan 1 (Project Plan 1)', 'PROJECT_P1', 'beb6439c-caad-48d3-bf46-0c82871e12be', null, '204a8e44-c924-4bfb-aa90-ddf42dc0e18a'],
  ['Planner and Project Plan 3', 'PROJECTPROFESSIONAL', '53818b1b-4a27-454b-8896-0dba576410e6', null, '0a845364-6aa2-4046-8198-6cf6461f7f2b'],
  ['Visio Plan 1', 'VISIOONLINE_PLAN1', '4b244418-9658-4451-a2b8-b5e2b364e9bd', null, '7809e406-fcf6-4c06-8bfd-7c020e77046a'],
  ['Visio Plan 2', 'VISIOCLIENT', 'c5928f49-12ba-48f7-ada3-0d743a3601d5', null, '0f5b471a-08ef-4e69-abb0-bb4da43f0344'],
  ['Windows 365 Business 2 vCPU/8 GB/128 GB', 'CPC_B_2C_8RAM_128GB', '71f21848-f89b-4aaa-a2dc-780c8e8aac5b', 300, null],
  ['Microsoft 365 E7 (new)', 'MICROSOFT_365_E7', '9a18296a-025f-4e37-9ffa-30bf8d1ce775', null, null],
]
