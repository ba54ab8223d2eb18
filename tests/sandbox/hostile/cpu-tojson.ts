// expect: time_limit_exceeded
JSON.stringify({toJSON(){for(;;);}})
