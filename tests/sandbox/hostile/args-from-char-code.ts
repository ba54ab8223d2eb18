// expect: runtime_error
String.fromCharCode.apply(null, new Array(2e5).fill(65) as any)
