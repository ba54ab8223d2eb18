// expect: accepted
console.log(new Date(8.64e15 + 1).getTime(), new Date(NaN).getFullYear(), Date.UTC(1e9))
