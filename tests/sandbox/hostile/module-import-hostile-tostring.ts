// expect: time_limit_exceeded
await import({toString(){for(;;);}})
