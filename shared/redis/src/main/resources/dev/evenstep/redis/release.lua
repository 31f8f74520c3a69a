-- ARGV: owner. An answer stays.
local owner, json, unkept = unpack(redis.call('HMGET', KEYS[1], 'owner', 'json', 'unkept'))
if owner ~= ARGV[1] then return 0 end
if json or unkept then return redis.call('HDEL', KEYS[1], 'owner', 'until') end
return redis.call('DEL', KEYS[1])
