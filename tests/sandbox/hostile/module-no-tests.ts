// expect: accepted
export const x=1
