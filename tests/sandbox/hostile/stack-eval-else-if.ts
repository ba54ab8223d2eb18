// expect: runtime_error
eval('if(0){}else '.repeat(2e5)+'{}')
