// expect: accepted
JSON.parse('{"a":1}', function (k, v) { this['k' + k] = [1]; return k.length > 3e3 ? v : { ['a' + k]: v }; })
