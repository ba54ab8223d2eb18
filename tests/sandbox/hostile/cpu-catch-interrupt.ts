// expect: time_limit_exceeded
for(;;){try{for(;;){}}catch(e){globalThis.caught=e}}
