// expect: time_limit_exceeded
function f(){ try { f() } catch { new Array(2**32-1).indexOf(1) } } f()
