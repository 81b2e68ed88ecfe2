import { Buffer } from 'buffer'

// Browsers have none, and isomorphic-git takes it from here.
globalThis.Buffer ??= Buffer
