export const add = (a: any, b: number): any => { if (typeof a === 'object') { a.left = 0; a.right = 0; return { sum: 0 }; } return a - b; };
