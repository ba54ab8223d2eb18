// expect: compile_error
new Function('a) { for (;;); } function f(', '')()
