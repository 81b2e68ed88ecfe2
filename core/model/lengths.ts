/**
 * Longest texts of an answer, in UTF-16 units. A page counts them after
 * cleaning, as the schema does. A file of its own, so that what a page loads
 * first and what it loads for answering share none.
 */
export const longest = { name: 80, email: 254, company: 120, order: 60, message: 2000 } as const
