namespace NtkRepro.Pipeline.Tests;

public sealed class HashCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hashes-").FullName;
    private readonly ManualClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_once_as_long_as_it_does_not_change()
    {
        var file = Write("a", "hello");
        var cache = Cache();
        var hash = cache.Hash(file);
        cache.Hash(file);
        Assert.Equal(5, cache.HashedBytes);

        cache.Save();
        var next = Cache();
        Assert.Equal(hash, next.Hash(file));
        Assert.Equal(0, next.HashedBytes);
    }

    [Fact]
    public void Many_files_at_once_hash_as_each_does_alone_and_in_their_order()
    {
        var files = Enumerable.Range(0, 100).Select(i => i == 50 ? "missing" : Write($"f{i}", $"text {i}")).ToList();
        var cache = Cache();
        cache.Hash(files[3]);

        Assert.Equal(files.Select(f => Cache().Hash(f)), cache.HashAll(files));
        Assert.Equal(files.Select(f => Cache().Hash(f)), cache.HashAll(files, rehash: true));
    }

    [Fact]
    public void The_hash_is_SHA_256() =>
        Assert.Equal(
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            Cache().Hash(Write("a", "hello"))!.Value.Sha256
        );

    [Fact]
    public void A_change_of_the_same_size_and_time_is_seen_where_the_system_tells()
    {
        var file = Write("a", "hello");
        var time = File.GetLastWriteTimeUtc(file);
        var cache = Cache();
        var before = cache.Hash(file);
        File.WriteAllText(file, "HELLO");
        File.SetLastWriteTimeUtc(file, time);

        if (NativeStat.IsAvailable)
        {
            Assert.NotEqual(before, cache.Hash(file));
        }
    }

    [Fact]
    public void A_file_changed_within_two_seconds_of_hashing_is_not_remembered()
    {
        var file = Write("a", "hello");
        var cache = new HashCache(Path.Combine(_folder, "cache.tsv"), TimeProvider.System);
        cache.Hash(file);
        cache.Hash(file);

        Assert.Equal(10, cache.HashedBytes);
    }

    [Fact]
    public void Rehashing_reads_whatever_the_cache_says()
    {
        var file = Write("a", "hello");
        var cache = Cache();
        cache.Hash(file);
        cache.Hash(file, rehash: true);

        Assert.Equal(10, cache.HashedBytes);
    }

    [Fact]
    public void Rehashing_corrects_what_the_cache_had_wrong()
    {
        var file = Write("a", "hello");
        var cache = Cache();
        var right = cache.Hash(file)!.Value;
        cache.Save();
        var path = Path.Combine(_folder, "cache.tsv");
        File.WriteAllText(path, File.ReadAllText(path).Replace(right.Sha256, new string('0', 64)));
        var poisoned = Cache();
        Assert.NotEqual(right, poisoned.Hash(file));

        Assert.Equal(right, poisoned.Hash(file, rehash: true));
        Assert.Equal(right, poisoned.Hash(file));
    }

    [Fact]
    public void A_missing_file_and_a_folder_have_no_hash()
    {
        Assert.Null(Cache().Hash(Path.Combine(_folder, "none")));
        Assert.Null(Cache().Hash(_folder));
    }

    [Fact]
    public void Files_that_are_gone_leave_the_cache()
    {
        var (kept, gone) = (Write("kept", "1"), Write("gone", "2"));
        var cache = Cache();
        cache.Hash(kept);
        cache.Hash(gone);
        File.Delete(gone);
        cache.Save();

        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder, "cache.tsv")).Length);
    }

    private HashCache Cache() => new(Path.Combine(_folder, "cache.tsv"), _clock);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
