/** What looks like an offer's page, however it was typed from paper: `/4839201/7K3Q-X9M2-RDH5-TW8C-N`. */
const typed = /^(.*\/\d{4,10}\/)([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z])\/?$/i

const [, before = '', code = ''] = typed.exec(location.pathname) ?? []
// In lower case, O for 0, I and L for 1, as codes are read everywhere.
const meant = code && `${before}${code.toLowerCase().replace(/o/g, '0').replace(/[il]/g, '1')}/`
if (meant && meant !== location.pathname) location.replace(meant + location.search + location.hash)
