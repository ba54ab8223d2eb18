// expect: time_limit_exceeded
for(let i=0;;i++){try{await import('./nope'+i+'.ts')}catch{}}
