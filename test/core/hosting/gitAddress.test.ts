import { describe, expect, it } from 'vitest'
import { recogniseGit } from '#core/hosting/git/address.ts'

const addressOf = (text: string) => recogniseGit(text)?.address ?? null

describe('the address of a git repository', () => {
  it.each([
    ['https://github.com/owner/site', 'https://github.com/owner/site.git'],
    ['https://github.com/owner/site.git', 'https://github.com/owner/site.git'],
    [' github.com/owner/site/ ', 'https://github.com/owner/site.git'],
    ['https://www.github.com/owner/site/tree/main/docs?x=1#readme', 'https://github.com/owner/site.git'],
    ['https://name:secret@github.com/owner/site.git', 'https://github.com/owner/site.git'],
    ['git@github.com:owner/site.git', 'https://github.com/owner/site.git'],
    ['https://gitlab.com/group/inner/site', 'https://gitlab.com/group/inner/site.git'],
    ['https://gitlab.com/group/inner/site/-/tree/main', 'https://gitlab.com/group/inner/site.git'],
    ['https://gitlab.example.com:8443/group/site.git/', 'https://gitlab.example.com:8443/group/site.git'],
    ['ssh://git@gitlab.example.com:2222/group/site.git', 'https://gitlab.example.com/group/site.git'],
    ['https://codeberg.org/owner/site/src/branch/main', 'https://codeberg.org/owner/site.git'],
    ['https://dev.azure.com/org/project/_git/site', 'https://dev.azure.com/org/project/_git/site'],
    ['https://org@dev.azure.com/org/project/_git/site/', 'https://dev.azure.com/org/project/_git/site'],
    [
      'https://dev.azure.com/org/My%20project/_git/site?version=GBmain',
      'https://dev.azure.com/org/My%20project/_git/site',
    ],
    ['https://dev.azure.com/org/_git/site', 'https://dev.azure.com/org/site/_git/site'],
    [
      'https://org.visualstudio.com/DefaultCollection/project/_git/site',
      'https://dev.azure.com/org/project/_git/site',
    ],
    ['https://git.example.com/~name/site/', 'https://git.example.com/~name/site'],
  ])('%s', (text, address) => {
    expect(addressOf(text)).toBe(address)
  })

  it.each([
    'http://github.com/owner/site',
    'https://github.com/owner',
    'https://gitlab.com/site',
    'https://dev.azure.com/org/project',
    'https://git.example.com/',
    'file:///srv/site.git',
    'owner/site',
    'not an address',
    '',
  ])('is none: %s', (text) => {
    expect(recogniseGit(text)).toBeNull()
  })

  it('says which right a token needs, and where one is made', () => {
    expect(recogniseGit('github.com/owner/site')).toMatchObject({
      kind: 'github',
      right: 'Contents: Read and write',
      tokens: 'https://github.com/settings/personal-access-tokens/new',
    })
    expect(recogniseGit('gitlab.example.com/group/site')).toMatchObject({
      kind: 'gitlab',
      right: 'write_repository',
      tokens: 'https://gitlab.example.com/-/user_settings/personal_access_tokens',
    })
    expect(recogniseGit('forgejo.example.com/owner/site')).toMatchObject({
      kind: 'gitea',
      right: 'write:repository',
      tokens: 'https://forgejo.example.com/user/settings/applications',
    })
    expect(recogniseGit('https://org@dev.azure.com/org/project/_git/site')).toMatchObject({
      kind: 'azure',
      right: 'Code: Read & write',
      tokens: 'https://dev.azure.com/org/_usersSettings/tokens',
    })
    expect(recogniseGit('https://git.example.com/site')).toMatchObject({
      kind: 'other',
      right: null,
      tokens: null,
    })
  })
})
