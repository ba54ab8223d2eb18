// expect: runtime_error
throw function f(){}
