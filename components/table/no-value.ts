/** The value of rows that have none, such as a cluster without a creator. */
export const noValue = '-'
