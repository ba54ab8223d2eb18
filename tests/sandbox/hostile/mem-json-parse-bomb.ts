// expect: time_limit_exceeded
JSON.parse('['+'{"a":1},'.repeat(2e6)+'1]').length
