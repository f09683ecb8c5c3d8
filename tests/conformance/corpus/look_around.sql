-- Regular expressions that look around.

-- case: look_ahead_at_the_end
SELECT regexp_replace('1234567812345678', '\d(?=\d{4})', '*') AS a, regexp_extract('foobar foobaz', 'foo(?=baz)') AS b, regexp_like('foobaz', 'foo(?=bar)') AS c, regexp_extract_all('a1b2c3', '[a-z](?=\d)') AS d, regexp_count('aaa', 'a(?=a)') AS e

-- case: look_behind_at_the_start
SELECT regexp_extract('x?id=42&u=7', '(?<=id=)\d+') AS a, regexp_extract_all('p1p2p3', '(?<=p)\d') AS b, regexp_replace('aXbXc', '(?<=a)X', '-') AS c, regexp_replace('aaaa', '(?<=a)a', 'b') AS d, regexp_split('a1b2c', '(?<=\d)') AS e, regexp_extract('€5 €7', '(?<=€)\d', 0) AS f

-- case: look_both_ways
SELECT regexp_extract('[error] disk', '(?<=\[)\w+(?=\])') AS a, regexp_replace('ann@shop.example', '(?<=.).(?=[^@]*@)', '*') AS b, regexp_extract_all('<b>x</b><b>y</b>', '(?<=<b>)[^<]*(?=</b>)') AS c, regexp_position('ab1', '(?<=b)\d') AS d

-- case: look_with_groups
SELECT regexp_extract('key: value;', '(?<=key: )(\w)(\w+)(?=;)', 2) AS a, regexp_replace('2026-01-05', '(\d+)-(\d+)(?=-)', '$2/$1') AS b, regexp_extract_all('k1=v1,k2=v2', '(\w)(\d)(?==)', 2) AS c, regexp_replace('ab', '(a)(?=b)', x -> upper(x[1])) AS d

-- case: look_with_options
SELECT regexp_extract('ID=9', '(?i)(?<=id=)\d') AS a, regexp_replace('FooBar', '(?i)foo(?=bar)', 'x') AS b, regexp_extract('aab', 'a+(?=b)') AS c, regexp_extract('aab', 'a+?(?=b)') AS d, regexp_extract('aabb', '(?:a|aa)(?=b)') AS e

-- case: look_over_nothing
SELECT regexp_extract('abc', 'x(?=y)') IS NULL AS a, regexp_extract_all('', '(?<=a)b') AS b, regexp_replace('a', '(?<=a)b', 'c') AS c, regexp_like('ab', '(?<=[a-z])b') AS d, regexp_extract('a)b', '(?<=\))b') AS e, regexp_extract('a]b', '(?<=[)\]])b') AS f

-- case: look_behind_overlapping
SELECT regexp_replace('xx1xx2', '(?<=xx)\d', '#') AS a, regexp_extract_all('ababab', '(?<=ab)ab') AS b, regexp_count('aaaa', '(?<=aa)a') AS c, regexp_replace('1000000', '(?<=\d)(?=x)', ',') AS d
