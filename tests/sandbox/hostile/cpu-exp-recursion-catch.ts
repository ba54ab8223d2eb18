// expect: time_limit_exceeded
function f(){try{f()}catch{f()}} f()
