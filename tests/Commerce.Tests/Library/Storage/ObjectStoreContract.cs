using System.Text;
using Commerce.Library.Storage;

namespace Commerce.Tests.Library.Storage;

/// <summary>What every object store holds to.</summary>
public abstract class ObjectStoreContract
{
    private const string Key = "stores/one/assets/picture.webp";

    protected abstract IObjectStore Store { get; }

    [TestCase("stores/one/a.webp", "image/webp")]
    [TestCase("stores/one/b.webp", "image/x-other")]
    [TestCase("stores/one/without-extension", "text/plain; charset=utf-8")]
    [TestCase("report.pdf", "application/pdf")]
    public async Task Gives_back_the_bytes_and_the_type(string key, string type)
    {
        await PutAsync(key, "héllo", type);

        await using var stored = await Store.OpenAsync(key, default);
        Assert.That((stored.Length, stored.ContentType), Is.EqualTo((6L, type)));
        Assert.That(await TextOfAsync(stored), Is.EqualTo("héllo"));
    }

    [Test]
    public async Task Keeps_an_empty_object()
    {
        await PutAsync(Key, "");

        await using var stored = await Store.OpenAsync(Key, default);
        Assert.That((stored.Length, await TextOfAsync(stored)), Is.EqualTo((0L, "")));
    }

    [Test]
    public async Task Stores_from_the_position_of_the_stream()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("head and body")) { Position = 9 };

        await Store.PutAsync(Key, content, "text/plain", default);

        Assert.That(await TextOfAsync(Key), Is.EqualTo("body"));
        Assert.That(content.CanRead, "the caller's stream stays open");
    }

    [Test]
    public async Task Overwrites_bytes_and_type()
    {
        await PutAsync(Key, "a long first version", "image/png");
        await PutAsync(Key, "second", "image/webp");

        await using var stored = await Store.OpenAsync(Key, default);
        Assert.That((stored.Length, stored.ContentType, await TextOfAsync(stored)), Is.EqualTo((6L, "image/webp", "second")));
        Assert.That(await KeysAsync(""), Is.EqualTo(new[] { Key }));
    }

    [Test]
    public async Task Reads_from_any_place()
    {
        await PutAsync(Key, "0123456789");
        await using var stored = await Store.OpenAsync(Key, default);
        var two = new byte[2];

        stored.Content.Position = 6;
        await stored.Content.ReadExactlyAsync(two);
        Assert.That(Encoding.UTF8.GetString(two), Is.EqualTo("67"));
        stored.Content.Seek(-9, SeekOrigin.End);
        stored.Content.ReadExactly(two);
        Assert.That(Encoding.UTF8.GetString(two), Is.EqualTo("12"));
        Assert.That(await TextOfAsync(stored), Is.EqualTo("3456789"));
        stored.Content.Seek(5, SeekOrigin.End);
        Assert.That(await stored.Content.ReadAsync(two), Is.Zero);
    }

    [Test]
    public async Task Says_which_key_holds_nothing()
    {
        var missing = await Assert.ThrowsAsync<ObjectNotFoundException>(() => Store.OpenAsync("stores/one/missing.webp", default));

        Assert.That(missing!.Key, Is.EqualTo("stores/one/missing.webp"));
        Assert.That(await Store.ExistsAsync("stores/one/missing.webp", default), Is.False);
        Assert.That(await Store.ExistsAsync("stores/one", default), Is.False);
    }

    [Test]
    public async Task Deletes_twice_without_complaint()
    {
        await PutAsync(Key, "gone soon", "image/x-other");
        await Store.DeleteAsync(Key, default);
        await Store.DeleteAsync(Key, default);

        Assert.That(await Store.ExistsAsync(Key, default), Is.False);
        Assert.That(await KeysAsync(""), Is.Empty);
    }

    [TestCase("")]
    [TestCase("/etc/passwd")]
    [TestCase("../outside")]
    [TestCase("stores/../../outside")]
    [TestCase("stores/./one")]
    [TestCase("stores//one")]
    [TestCase("stores/one/")]
    [TestCase(".incoming/one")]
    [TestCase("stores/.hidden")]
    [TestCase("C:/windows")]
    [TestCase("stores\\one")]
    [TestCase("Stores/one")]
    [TestCase("stores/one~type")]
    [TestCase("stores/%2e%2e/one")]
    [TestCase("stores/one\0.webp")]
    [TestCase("stores/é")]
    public async Task Refuses_a_key_outside_the_rules(string key)
    {
        using var content = new MemoryStream([1]);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(key, content, "image/webp", default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.OpenAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.ExistsAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeleteAsync(key, default));
    }

    [TestCase("../")]
    [TestCase("/")]
    [TestCase("stores/../")]
    [TestCase("Stores/")]
    public async Task Refuses_a_prefix_outside_the_rules(string prefix) =>
        await Assert.ThrowsAsync<ArgumentException>(() => KeysAsync(prefix));

    [Test]
    public async Task Lists_only_what_starts_with_the_prefix()
    {
        foreach (var key in new[] { "stores/1/a.webp", "stores/1/sub/b.webp", "stores/10/c.webp", "stores/2/a.webp", "stores/1-copy.webp" })
            await PutAsync(key, "x", "image/x-other");

        Assert.That(await KeysAsync("stores/1/"), Is.EquivalentTo(new[] { "stores/1/a.webp", "stores/1/sub/b.webp" }));
        Assert.That(await KeysAsync("stores/1"), Is.EquivalentTo(new[] { "stores/1/a.webp", "stores/1/sub/b.webp", "stores/10/c.webp", "stores/1-copy.webp" }));
        Assert.That(await KeysAsync("stores/1/sub/b"), Is.EqualTo(new[] { "stores/1/sub/b.webp" }));
        Assert.That(await KeysAsync("stores/3/"), Is.Empty);
        Assert.That(await KeysAsync(""), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Streams_a_big_object_without_holding_it()
    {
        const long Length = 60L * 1024 * 1024;
        const long Bound = 16L * 1024 * 1024;
        await PutAsync("warm-up", "the first call sets up connections");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await using (var content = new GeneratedStream(Length))
            await Store.PutAsync(Key, content, "video/mp4", default);
        var written = GC.GetTotalAllocatedBytes(precise: true) - before;
        before = GC.GetTotalMemory(forceFullCollection: true);
        await using var stored = await Store.OpenAsync(Key, default);
        var (wrongAt, most) = await CompareAsync(stored.Content);

        Assert.That((stored.Length, stored.Content.Position, wrongAt), Is.EqualTo((Length, Length, -1L)));
        Assert.That(written, Is.LessThan(Bound), "bytes allocated by the upload");
        Assert.That(most - before, Is.LessThan(Bound), "bytes held during the download");
    }

    [Test]
    public async Task Shows_nothing_of_an_interrupted_upload()
    {
        await using var broken = new GeneratedStream(3_000_000, failAt: 1_500_000);

        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(Key, broken, "image/webp", default));

        Assert.That(await Store.ExistsAsync(Key, default), Is.False);
        Assert.That(await KeysAsync(""), Is.Empty);
    }

    [Test]
    public async Task Keeps_the_old_object_when_its_replacement_is_interrupted()
    {
        await PutAsync(Key, "the old one");
        await using var broken = new GeneratedStream(3_000_000, failAt: 1_500_000);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync(Key, broken, "image/webp", default));
        await Assert.CatchAsync<OperationCanceledException>(() => Store.PutAsync(Key, new GeneratedStream(3_000_000), "image/webp", stopped.Token));

        Assert.That(await TextOfAsync(Key), Is.EqualTo("the old one"));
    }

    protected async Task PutAsync(string key, string text, string type = "image/webp")
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await Store.PutAsync(key, content, type, default);
    }

    protected async Task<string> TextOfAsync(string key)
    {
        await using var stored = await Store.OpenAsync(key, default);
        return await TextOfAsync(stored);
    }

    protected async Task<List<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in Store.ListAsync(prefix, default))
            keys.Add(key);
        return keys;
    }

    private static async Task<string> TextOfAsync(StoredObject stored)
    {
        using var text = new StreamReader(stored.Content, leaveOpen: true);
        return await text.ReadToEndAsync();
    }

    // The client's own integrity check makes garbage while reading, so what counts here is what stays.
    private static async Task<(long WrongAt, long MostHeld)> CompareAsync(Stream content)
    {
        const long Step = 8L * 1024 * 1024;
        var buffer = new byte[81920];
        var (place, measured, most) = (0L, -Step, 0L);
        while (await content.ReadAsync(buffer) is var read && read > 0)
        {
            for (var index = 0; index < read; index++, place++)
                if (buffer[index] != GeneratedStream.At(place))
                    return (place, most);
            if (place - measured < Step)
                continue;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            measured = place;
        }
        return (-1, most);
    }
}
