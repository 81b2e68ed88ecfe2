// Before Dexie, which looks for IndexedDB once. Real browsers run the same suites in test/e2e.
import 'fake-indexeddb/auto'
