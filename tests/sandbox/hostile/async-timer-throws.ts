// expect: runtime_error
setTimeout(()=>{throw new Error('in timer')},1); await new Promise(r=>setTimeout(r,5))
