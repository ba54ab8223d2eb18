// expect: accepted
Date.parse('1'.repeat(1e6)); Date.parse('2020-01-01T'.repeat(1e5))
