// expect: accepted
console.log(typeof SharedArrayBuffer, typeof Atomics === 'undefined' || typeof SharedArrayBuffer === 'undefined')
