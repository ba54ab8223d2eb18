// expect: runtime_error
JSON.parse('{"a":'.repeat(1e5) + '1' + '}'.repeat(1e5))
