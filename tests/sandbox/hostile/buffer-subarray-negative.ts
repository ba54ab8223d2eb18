// expect: accepted
console.log(new Uint8Array(8).subarray(-1e308, 1e308).length, new Uint8Array(4).copyWithin(-Infinity, NaN).length)
