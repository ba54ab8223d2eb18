// expect: runtime_error
function f() { return (f as any).caller; } console.log(f())
