// expect: accepted
console.log(new Proxy({}, { ownKeys() { console.log('again'); return ['a']; }, getOwnPropertyDescriptor() { console.log('more'); return { value: 1, enumerable: true, configurable: true }; } }))
