// expect: accepted
// says: ^undefined undefined undefined undefined undefined undefined undefined$
console.log(typeof __host, typeof __dispatch, typeof __seal, typeof __modules, typeof scriptArgs, typeof std, typeof os)
