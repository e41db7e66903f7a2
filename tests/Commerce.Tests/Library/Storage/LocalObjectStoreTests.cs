using Commerce.Library.Storage;

namespace Commerce.Tests.Library.Storage;

public sealed class LocalObjectStoreTests : ObjectStoreContract
{
    private DirectoryInfo folder = null!;
    private LocalObjectStore store = null!;

    protected override IObjectStore Store => store;

    [SetUp]
    public void Open()
    {
        folder = Directory.CreateTempSubdirectory("commerce-tests-");
        store = new LocalObjectStore(folder.FullName, TimeProvider.System);
    }

    [TearDown]
    public void Close() => folder.Delete(recursive: true);

    [Test]
    public async Task Leaves_plain_files_at_the_path_of_the_key()
    {
        await PutAsync("stores/one/a.webp", "plain");

        Assert.That(Directory.GetFiles(folder.FullName, "*", SearchOption.AllDirectories), Is.EqualTo(new[] { Path.Combine(folder.FullName, "stores/one/a.webp") }));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "stores/one/a.webp")), Is.EqualTo("plain"));
    }

    [Test]
    public async Task Lets_the_last_of_many_writers_win_whole()
    {
        var writers = Enumerable.Range('a', 16).Select(letter => Task.Run(() => PutAsync("shared.txt", new string((char)letter, 300_000), "text/plain")));
        await Task.WhenAll(writers);

        var text = await TextOfAsync("shared.txt");
        Assert.That((text.Length, text.Distinct().Count()), Is.EqualTo((300_000, 1)));
        Assert.That(await KeysAsync(""), Is.EqualTo(new[] { "shared.txt" }));
    }

    [Test]
    public async Task Lets_a_reader_finish_the_object_it_opened()
    {
        await PutAsync("shared.txt", "first", "text/plain");
        await using var opened = await store.OpenAsync("shared.txt", default);

        await PutAsync("shared.txt", "second", "text/plain");

        using var text = new StreamReader(opened.Content);
        Assert.That(await text.ReadToEndAsync(), Is.EqualTo("first"));
        Assert.That(await TextOfAsync("shared.txt"), Is.EqualTo("second"));
    }

    [Test]
    public async Task Removes_uploads_left_unfinished_long_ago_and_no_others()
    {
        var old = Path.Combine(folder.FullName, ".incoming", "old");
        var running = Path.Combine(folder.FullName, ".incoming", "running");
        await File.WriteAllTextAsync(old, "left by a stopped process");
        await File.WriteAllTextAsync(running, "another process writes this now");
        File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(running).AddDays(-2));

        _ = new LocalObjectStore(folder.FullName, TimeProvider.System);

        Assert.That((File.Exists(old), File.Exists(running)), Is.EqualTo((false, true)));
    }
}
