// expect: compile_error
let let = ;
