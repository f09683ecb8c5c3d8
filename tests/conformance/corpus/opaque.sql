-- uuid and ipaddress.

-- case: uuid_compared_and_ordered
SELECT u FROM (VALUES UUID '8a151fd2-7586-11e9-8f9e-2a86e4085a59', CAST('12151FD2-7586-11e9-8f9e-2a86e4085a59' AS uuid), NULL) AS t(u) WHERE u IS NULL OR u <> UUID 'ffffffff-7586-11e9-8f9e-2a86e4085a59' ORDER BY u

-- case: uuid_grouped
SELECT u, count(*) AS n, max(x) AS m FROM (VALUES (UUID '8a151fd2-7586-11e9-8f9e-2a86e4085a59', 1), (UUID '8a151fd2-7586-11e9-8f9e-2a86e4085a59', 2)) AS t(u, x) GROUP BY u

-- case: uuid_joined_and_counted
SELECT count(DISTINCT a.u) AS n, array_agg(DISTINCT CAST(b.u AS varchar)) AS us FROM (VALUES UUID '8a151fd2-7586-11e9-8f9e-2a86e4085a59') AS a(u) JOIN (VALUES UUID '8a151fd2-7586-11e9-8f9e-2a86e4085a59') AS b(u) ON a.u = b.u

-- case: uuid_from_bytes
SELECT CAST(X'12151fd2758611e98f9e2a86e4085a59' AS uuid) AS u, CAST(UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS varbinary) AS b, typeof(uuid()) AS t, uuid() <> uuid() AS other

-- case: uuid_tried
SELECT try_cast('x' AS uuid) AS a, try(CAST('12151fd2-7586-11e9-8f9e-2a86e4085a5' AS uuid)) AS b

-- case: uuid_of_bad_text
-- fails: not a uuid
SELECT CAST('x' AS uuid)

-- case: ip_of_both_versions
SELECT CAST(a AS ipaddress) AS ip FROM (VALUES '10.0.0.1', '2001:DB8::1', '::1', '::ffff:1.2.3.4', '2001:db8:0:0:1:0:0:1', 'fe80::') AS t(a) ORDER BY a

-- case: ip_in_networks
SELECT a, contains('10.0.0.0/8', CAST(a AS ipaddress)) AS ten, contains('::/0', CAST(a AS ipaddress)) AS six, contains('0.0.0.0/0', CAST(a AS ipaddress)) AS four, contains('192.168.1.7/32', CAST(a AS ipaddress)) AS one, contains('2001:0db8::/32', CAST(a AS ipaddress)) AS doc FROM (VALUES '10.255.0.1', '192.168.1.7', '192.168.1.8', '2001:db8::1') AS t(a) ORDER BY a

-- case: ip_null_and_tried
SELECT contains('10.0.0.0/8', CAST(NULL AS ipaddress)) AS a, try_cast('10.0.0' AS ipaddress) AS b, try_cast('10.0.0.256' AS ipaddress) AS c, try(contains('10.0.0.0', IPADDRESS '10.0.0.1')) AS d

-- case: ip_ordered
SELECT CAST(a AS ipaddress) AS ip FROM (VALUES '10.0.0.10', '10.0.0.9', '9.0.0.1', '2001:db8::1') AS t(a) ORDER BY CAST(a AS ipaddress)

-- case: ip_between
SELECT IPADDRESS '10.0.0.5' BETWEEN IPADDRESS '10.0.0.1' AND IPADDRESS '10.0.0.9' AS a, IPADDRESS '10.0.0.5' = IPADDRESS '::ffff:10.0.0.5' AS b, CAST(IPADDRESS '10.0.0.5' AS varbinary) AS c, CAST(X'0a000005' AS ipaddress) AS d

-- case: ip_of_bad_network
-- fails: no prefix
SELECT contains('10.0.0.0', IPADDRESS '10.0.0.1')

-- case: ip_of_bad_text
-- fails: no address
SELECT CAST('10.0.0.1.2' AS ipaddress)

-- case: ip_min_and_max
SELECT min(CAST(a AS ipaddress)) AS lo, max(CAST(a AS ipaddress)) AS hi, count(DISTINCT CAST(a AS ipaddress)) AS n FROM (VALUES '10.0.0.10', '10.0.0.9', '10.0.0.9') AS t(a)

-- case: ip_compared_with_text
-- fails: text is no address
SELECT IPADDRESS '10.0.0.1' = '10.0.0.1'
