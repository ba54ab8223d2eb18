// expect: time_limit_exceeded
new TextDecoder().decode(new Uint8Array(2e7))
