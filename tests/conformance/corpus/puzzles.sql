-- Puzzles and interview problems in Trino's dialect: Advent of Code, LeetCode, StrataScratch, DataLemur, HackerRank.

-- case: aoc_calibration_words
-- note: Advent of Code 2023 day 1: first and last digit, spelled digits by positions in the line
WITH input(line_no, line) AS (VALUES (1, 'two1nine'), (2, 'eightwothree'), (3, 'abcone2threexyz'), (4, '7pqrstsixteen')),
words(t, n) AS (VALUES ('one', 1), ('two', 2), ('three', 3), ('four', 4), ('five', 5), ('six', 6), ('seven', 7), ('eight', 8), ('nine', 9), ('1', 1), ('2', 2), ('3', 3), ('4', 4), ('5', 5), ('6', 6), ('7', 7), ('8', 8), ('9', 9)),
hits AS (
  SELECT line_no, n, strpos(line, t) AS first_at, length(line) + 2 - length(t) - strpos(reverse(line), reverse(t)) AS last_at
  FROM input CROSS JOIN words WHERE strpos(line, t) > 0
)
SELECT line_no, min_by(n, first_at) * 10 + max_by(n, last_at) AS value, sum(min_by(n, first_at) * 10 + max_by(n, last_at)) OVER () AS total
FROM hits GROUP BY line_no ORDER BY line_no

-- case: aoc_elf_calories_groups
-- note: 2022 day 1: blank lines split groups: split twice, top three by slices of a sorted array
SELECT element_at(sums, 1) AS part1, reduce(slice(sums, 1, 3), 0, (s, x) -> s + x, s -> s) AS part2
FROM (SELECT array_sort(transform(split(input, chr(10) || chr(10)), g -> reduce(transform(split(trim(g), chr(10)), n -> CAST(n AS integer)), 0, (s, x) -> s + x, s -> s)), (a, b) -> IF(a < b, 1, IF(a = b, 0, -1))) AS sums
      FROM (VALUES '1000
2000
3000

4000

5000
6000

7000
8000
9000

10000') AS t(input))

-- case: aoc_rucksack_common_letter
-- note: 2022 day 3: common character of two halves, priority by codepoint
SELECT r, c, IF(codepoint(CAST(c AS varchar(1))) >= 97, codepoint(CAST(c AS varchar(1))) - 96, codepoint(CAST(c AS varchar(1))) - 38) AS prio
FROM (SELECT r, array_intersect(regexp_extract_all(substr(r, 1, length(r) / 2), '.'), regexp_extract_all(substr(r, length(r) / 2 + 1), '.'))[1] AS c FROM (VALUES 'vJrwpWtwJgWrhcsFMMfFFhFp', 'PmmdzqPrVvPwwTWBwg', 'aA') AS t(r) WHERE length(r) > 2)
ORDER BY prio

-- case: aoc_grid_neighbours
-- note: 2024 day 4 style: grid cells from lines, count of XMAS in eight directions by joins on offsets
WITH grid AS (
  SELECT y, x, substr(line, CAST(x AS integer), 1) AS ch FROM UNNEST(ARRAY['XMAS', 'MMXA', 'AXAM', 'SAMX']) WITH ORDINALITY AS l(line, y) CROSS JOIN UNNEST(sequence(1, 4)) AS s(x)
), dirs(dx, dy) AS (SELECT a, b FROM UNNEST(ARRAY[-1, 0, 1]) AS p(a) CROSS JOIN UNNEST(ARRAY[-1, 0, 1]) AS q(b) WHERE NOT (a = 0 AND b = 0))
SELECT d.dx, d.dy, count(*) AS n
FROM dirs d
JOIN grid g0 ON g0.ch = 'X'
JOIN grid g1 ON g1.ch = 'M' AND g1.x = g0.x + d.dx AND g1.y = g0.y + d.dy
JOIN grid g2 ON g2.ch = 'A' AND g2.x = g0.x + 2 * d.dx AND g2.y = g0.y + 2 * d.dy
JOIN grid g3 ON g3.ch = 'S' AND g3.x = g0.x + 3 * d.dx AND g3.y = g0.y + 3 * d.dy
GROUP BY d.dx, d.dy ORDER BY d.dx, d.dy

-- case: aoc_handheld_program
-- note: 2020 day 8: an interpreter as a recursive query with a visited list
WITH RECURSIVE code(ip, op, arg) AS (VALUES (1, 'nop', 0), (2, 'acc', 1), (3, 'jmp', 3), (4, 'acc', -99), (5, 'acc', 6), (6, 'jmp', -3)),
run(ip, acc, seen) AS (
  SELECT 1, 0, CAST(ARRAY[] AS array(integer))
  UNION ALL
  SELECT CASE c.op WHEN 'jmp' THEN r.ip + c.arg ELSE r.ip + 1 END, CASE c.op WHEN 'acc' THEN r.acc + c.arg ELSE r.acc END, r.seen || r.ip
  FROM run r JOIN code c ON c.ip = r.ip WHERE NOT contains(r.seen, r.ip)
)
SELECT max_by(acc, cardinality(seen)) AS acc, max(cardinality(seen)) AS steps, max_by(seen, cardinality(seen)) AS trace FROM run

-- case: aoc_sonar_windows
-- note: 2021 day 1: increases and three-measure windows with lead by three
SELECT count_if(nxt > d) AS part1, count_if(nxt3 > d) AS part2 FROM (SELECT d, lead(d) OVER (ORDER BY i) AS nxt, lead(d, 3) OVER (ORDER BY i) AS nxt3 FROM UNNEST(ARRAY[199, 200, 208, 210, 200, 207, 240, 269, 260, 263]) WITH ORDINALITY AS t(d, i))

-- case: fizzbuzz_grid
-- note: FizzBuzz by a row of concat_ws of nulls and nullif, lines of five
SELECT (n - 1) / 5 AS line_, array_join(array_agg(coalesce(nullif(concat_ws('', IF(n % 3 = 0, 'Fizz'), IF(n % 5 = 0, 'Buzz')), ''), CAST(n AS varchar)) ORDER BY n), ' ') AS txt FROM UNNEST(sequence(1, 15)) AS t(n) GROUP BY (n - 1) / 5 ORDER BY 1

-- case: primes_below_fifty
-- note: HackerRank print prime numbers: NOT EXISTS over a self sequence, joined by ampersands
WITH n AS (SELECT x FROM UNNEST(sequence(2, 50)) AS t(x))
SELECT listagg(CAST(a.x AS varchar), '&') WITHIN GROUP (ORDER BY a.x) AS primes, count(*) AS c, sum(a.x) AS s FROM n a WHERE NOT EXISTS (SELECT 1 FROM n b WHERE b.x < a.x AND a.x % b.x = 0)

-- case: hackerrank_occupations_pivot
-- note: names in columns by occupation with row numbers, NULL where exhausted
SELECT max(CASE WHEN occ = 'Doctor' THEN name END) AS doctor, max(CASE WHEN occ = 'Professor' THEN name END) AS professor, max(CASE WHEN occ = 'Singer' THEN name END) AS singer
FROM (SELECT name, occ, ROW_NUMBER() OVER (PARTITION BY occ ORDER BY name) AS rn FROM (VALUES ('Sam', 'Doctor'), ('Julia', 'Singer'), ('Ashley', 'Professor'), ('Meera', 'Singer'), ('Ketty', 'Professor'), ('Priya', 'Singer')) AS o(name, occ))
GROUP BY rn ORDER BY rn

-- case: leetcode_human_traffic
-- note: LeetCode 601: three or more consecutive ids with at least 100 people
SELECT id, visit_date, people
FROM (SELECT *, count(*) OVER (PARTITION BY g) AS len FROM (SELECT *, id - row_number() OVER (ORDER BY id) AS g FROM (VALUES (1, DATE '2017-01-01', 10), (2, DATE '2017-01-02', 109), (3, DATE '2017-01-03', 150), (4, DATE '2017-01-04', 99), (5, DATE '2017-01-05', 145), (6, DATE '2017-01-06', 1455), (7, DATE '2017-01-07', 199), (8, DATE '2017-01-09', 188)) AS stadium(id, visit_date, people) WHERE people >= 100) a) b
WHERE len >= 3
ORDER BY visit_date

-- case: leetcode_trips_cancellation
-- note: LeetCode 262: rate of cancelled rides of unbanned users with ROUND and quoted alias with a space
WITH Trips(id, client_id, driver_id, status, request_at) AS (VALUES (1, 1, 10, 'completed', '2013-10-01'), (2, 2, 11, 'cancelled_by_driver', '2013-10-01'), (3, 3, 12, 'completed', '2013-10-01'), (4, 4, 13, 'cancelled_by_client', '2013-10-01'), (5, 1, 10, 'completed', '2013-10-02'), (6, 3, 12, 'cancelled_by_client', '2013-10-03'), (7, 4, 13, 'completed', '2013-10-03')),
Users(users_id, banned, role) AS (VALUES (1, 'No', 'client'), (2, 'Yes', 'client'), (3, 'No', 'client'), (4, 'No', 'client'), (10, 'No', 'driver'), (11, 'No', 'driver'), (12, 'No', 'driver'), (13, 'No', 'driver'))
SELECT request_at AS "Day", ROUND(SUM(CASE WHEN t.status != 'completed' THEN 1.00 ELSE 0 END) / COUNT(*), 2) AS "Cancellation Rate"
FROM Trips AS t
JOIN Users AS c ON t.client_id = c.users_id AND c.banned = 'No'
JOIN Users AS d ON t.driver_id = d.users_id AND d.banned = 'No'
WHERE t.request_at BETWEEN '2013-10-01' AND '2013-10-03'
GROUP BY t.request_at
ORDER BY "Day"

-- case: leetcode_exchange_seats
-- note: LeetCode 626: neighbours swapped by CASE on parity and the count
SELECT CASE WHEN id % 2 = 1 AND id = (SELECT max(id) FROM (VALUES 1, 2, 3, 4, 5) AS m(id)) THEN id WHEN mod(id, 2) = 1 THEN id + 1 ELSE id - 1 END AS id, student
FROM (VALUES (1, 'Abbot'), (2, 'Doris'), (3, 'Emerson'), (4, 'Green'), (5, 'Jeames')) AS seat(id, student)
ORDER BY 1

-- case: leetcode_department_top_three
-- note: correlated count of distinct higher salaries instead of a window
WITH Employee(id, name, salary, dept) AS (VALUES (1, 'Joe', 85000, 1), (2, 'Henry', 80000, 2), (3, 'Sam', 60000, 2), (4, 'Max', 90000, 1), (5, 'Janet', 69000, 1), (6, 'Randy', 85000, 1), (7, 'Will', 70000, 1))
SELECT e1.dept, e1.name, e1.salary FROM Employee e1
WHERE 3 > (SELECT COUNT(DISTINCT e2.salary) FROM Employee e2 WHERE e2.salary > e1.salary AND e1.dept = e2.dept)
ORDER BY e1.dept, e1.salary DESC, e1.name

-- case: datalemur_sending_vs_opening
-- note: Snapchat time shares per age bucket as percentages with 100.0 and FILTER
SELECT age_bucket, ROUND(100.0 * SUM(time_spent) FILTER (WHERE activity_type = 'send') / SUM(time_spent), 2) AS send_perc, ROUND(100.0 * SUM(time_spent) FILTER (WHERE activity_type = 'open') / SUM(time_spent), 2) AS open_perc
FROM (VALUES (123, 'open', 5.25), (123, 'send', 1.24), (123, 'chat', 99.0), (456, 'send', 4.5), (456, 'open', 3.00), (789, 'open', 1.00)) AS a(user_id, activity_type, time_spent)
INNER JOIN (VALUES (123, '31-35'), (456, '26-30'), (789, '21-25')) AS b(user_id, age_bucket) ON a.user_id = b.user_id
WHERE activity_type IN ('send', 'open')
GROUP BY age_bucket
ORDER BY age_bucket

-- case: datalemur_repeated_payments
-- note: payments repeated within ten minutes at the same merchant, card and amount
SELECT COUNT(merchant_id) AS payment_count
FROM (SELECT merchant_id, transaction_timestamp - LAG(transaction_timestamp) OVER (PARTITION BY merchant_id, credit_card_id, amount ORDER BY transaction_timestamp) AS diff
  FROM (VALUES (101, 1, 100, TIMESTAMP '2022-09-25 12:00:00'), (101, 1, 100, TIMESTAMP '2022-09-25 12:08:00'), (101, 1, 100, TIMESTAMP '2022-09-25 12:18:00.001'), (102, 2, 300, TIMESTAMP '2022-09-25 12:00:00'), (102, 2, 400, TIMESTAMP '2022-09-25 14:00:00')) AS t(merchant_id, credit_card_id, amount, transaction_timestamp)) AS payments
WHERE diff <= INTERVAL '10' MINUTE

-- case: stratascratch_host_popularity_buckets
-- note: DISTINCT hosts by a concatenated id, buckets by CASE, min avg max of price
WITH hosts AS (
  SELECT DISTINCT CONCAT(CAST(price AS varchar), room_type, COALESCE(CAST(host_since AS varchar), ''), CAST(reviews AS varchar)) AS host_id, reviews, price
  FROM (VALUES (100.0, 'Entire', DATE '2015-01-01', 0), (100.0, 'Entire', DATE '2015-01-01', 0), (50.5, 'Private', NULL, 3), (75.0, 'Private', DATE '2016-02-02', 15), (300.25, 'Entire', DATE '2011-05-05', 41)) AS l(price, room_type, host_since, reviews)
)
SELECT CASE WHEN reviews = 0 THEN 'New' WHEN reviews BETWEEN 1 AND 5 THEN 'Rising' WHEN reviews BETWEEN 6 AND 15 THEN 'Trending Up' WHEN reviews BETWEEN 16 AND 40 THEN 'Popular' ELSE 'Hot' END AS host_popularity, MIN(price) AS min_price, AVG(price) AS avg_price, MAX(price) AS max_price
FROM hosts GROUP BY 1 ORDER BY avg_price

-- case: sudoku_box_check
-- note: a latin square tested: distinct digits of every row and column by conditional HAVING on two unions
WITH cells AS (SELECT r, c, CAST(substr(line, CAST(c AS integer), 1) AS integer) AS v FROM UNNEST(ARRAY['1234', '3412', '2143', '4322']) WITH ORDINALITY AS g(line, r) CROSS JOIN UNNEST(sequence(1, 4)) AS s(c))
SELECT kind, no, array_except(sequence(1, 4), array_agg(DISTINCT CAST(v AS bigint))) AS missing
FROM (SELECT 'row' AS kind, r AS no, v FROM cells UNION ALL SELECT 'col', c, v FROM cells UNION ALL SELECT 'box', (r - 1) / 2 * 2 + (c - 1) / 2 + 1, v FROM cells)
GROUP BY kind, no HAVING count(DISTINCT v) < 4 ORDER BY kind, no

-- case: palindromes_and_anagrams
-- note: anagram groups by sorted letters, palindromes by reverse after cleaning
SELECT array_join(array_sort(regexp_extract_all(clean, '[a-z]')), '') AS letters, array_agg(w ORDER BY w) AS words, bool_or(clean = reverse(clean)) AS has_palindrome
FROM (SELECT w, lower(regexp_replace(w, '[^A-Za-z]', '')) AS clean FROM (VALUES 'Listen', 'Silent', 'enlist', 'Never odd or even', 'A man, a plan', 'google') AS t(w))
GROUP BY 1 HAVING count(*) > 1 OR bool_or(clean = reverse(clean)) ORDER BY letters

-- case: recursion_without_end
-- fails: recursion deeper than the session's limit of ten
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100) SELECT sum(n) AS s FROM t

-- case: second_highest_having_alias
-- fails: a select alias used in HAVING
SELECT customer_id, count(*) AS n FROM (VALUES (1), (1), (2)) AS orders(customer_id) GROUP BY customer_id HAVING n > 1 ORDER BY customer_id

-- case: run_length_encoding
-- note: runs of characters by row number difference, encoded and decoded again
WITH c AS (SELECT ch, i FROM UNNEST(regexp_extract_all('aaabccddddd', '.')) WITH ORDINALITY AS t(ch, i)),
runs AS (SELECT ch, g, min(i) AS start, count(*) AS n FROM (SELECT *, i - row_number() OVER (PARTITION BY ch ORDER BY i) AS g FROM c) GROUP BY ch, g)
SELECT listagg(CAST(n AS varchar) || ch) WITHIN GROUP (ORDER BY start) AS rle, listagg(rpad('', n, ch)) WITHIN GROUP (ORDER BY start) = 'aaabccddddd' AS ok FROM runs
