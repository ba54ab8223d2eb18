// expect: runtime_error
setTimeout('for (;;);' as any, 1)
