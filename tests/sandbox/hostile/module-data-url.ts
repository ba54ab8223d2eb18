// expect: compile_error
await import('data:text/javascript,for(;;);')
