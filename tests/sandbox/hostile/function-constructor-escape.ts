// expect: compile_error
console.log(typeof Function('return this')().process.mainModule, typeof (async () => {}).constructor('return import.meta'))
