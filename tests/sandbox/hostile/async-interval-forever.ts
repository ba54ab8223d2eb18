// expect: time_limit_exceeded
setInterval(()=>{},1); await new Promise(()=>{})
