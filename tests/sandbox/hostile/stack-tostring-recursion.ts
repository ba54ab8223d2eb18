// expect: runtime_error
const o={toString(){return ''+o}}; ''+o
