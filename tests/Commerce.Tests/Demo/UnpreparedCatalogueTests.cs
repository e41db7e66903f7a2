using System.Buffers.Binary;
using System.Text;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Demo;

namespace Commerce.Tests.Demo;

/// <summary>A catalogue nobody prepared: what is good in it goes all the way, what is not is told in words.</summary>
[Category("Chaos")]
[NonParallelizable]
public sealed class UnpreparedCatalogueTests
{
    [Test]
    public async Task Takes_what_is_good_and_tells_the_rest()
    {
        using var catalogue = new SmallCatalogue();
        using var server = new PictureServer(TestPicture.Png(320, 320));
        Fill(catalogue, server.Address);
        await using var demo = await DemoFixture.StartAsync(catalogue.Folder);

        var result = await demo.RunAsync();

        var told = string.Join('\n', demo.World.Notes);
        Assert.That(result.Products, Is.EqualTo(10), told);
        Assert.That(result.Generations, Is.EqualTo(new RowCounts(4, 0, 0)), string.Join('\n', demo.Said));
        Assert.That(result.Succeeded, Is.True);
        Assert.That(told, Does.Contain("absent.png is not in the catalogue folder"));
        Assert.That(told, Does.Contain("../outside.png is not inside the catalogue folder"));
        Assert.That(told, Does.Contain("/etc/hostname is not inside the catalogue folder"));
        Assert.That(told, Does.Contain("the picture empty.png was left out. The file is empty."));
        Assert.That(told, Does.Contain("the picture cut.png was left out."));
        Assert.That(told, Does.Contain("the picture words.jpg was left out. The file is not a supported image type."));
        Assert.That(told, Does.Contain("the picture huge.png was left out. Image resolution exceeds the limit of 20 megapixels (30000 × 30000)."));
        Assert.That(told, Does.Contain("the picture gone.png was left out. The image could not be downloaded."));
        Assert.That(told, Does.Contain("https://pictures.example.com/far.png is on another machine and was left out"));
        Assert.That(await demo.CountAsync("select count(*) from source_images"), Is.EqualTo(5));
        Assert.That(await demo.ListAsync("select title from products"), Has.Some.EqualTo("Crème brûlée <script>alert(1)</script>"));
    }

    // UTF-16 with semicolons and other names for the columns, in a folder below the one that is given.
    private static void Fill(SmallCatalogue catalogue, string server)
    {
        catalogue.Draw("export/deep/folder/one.png", 1);
        catalogue.Draw("export/50% off & more.png", 2);
        catalogue.Draw("export/plain.png", 3);
        catalogue.Draw("export/second.png", 4);
        catalogue.Draw("outside.png", 5);
        catalogue.Write("export/empty.png", []);
        catalogue.Write("export/cut.png", File.ReadAllBytes(Path.Combine(catalogue.Folder, "outside.png"))[..900]);
        catalogue.Write("export/words.jpg", "This is a text, not a picture.");
        catalogue.Write("export/huge.png", Huge());
        var rows =
            $"""
            Handle;Name;Description;Brand;Price;Image URL;Option1 Value
            mug;Mug;"<p>Two ""good"" sizes; dishwasher safe.</p>";Kiln;12,50;deep/folder/one.png;Small
            mug;;;;14,50;second.png;Large
            crème-brûlée-日本;Crème brûlée <script>alert(1)</script>;;Kiln;9;50% off & more.png;
            lost;Lost;;;1;absent.png;
            empty;Empty;;;1;empty.png;
            cut;Cut;;;1;cut.png;
            words;Words;;;1;words.jpg;
            huge;Huge;;;1;huge.png;
            web;From the web;;;1;{server}picture.png;
            web;;;;;{server}gone.png;
            web;;;;;https://pictures.example.com/far.png;
            sly;Sly;;;1;../outside.png;
            sly;;;;;/etc/hostname;
            plain;Plain;;;not a price;plain.png;
            mug;Mug again;;;;deep/folder/one.png;

            """;
        catalogue.Write("export/Products.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(rows)]);
    }

    // A picture's header that promises 900 million pixels; nothing may try to hold them.
    private static byte[] Huge()
    {
        var bytes = TestPicture.Png(64, 64);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), 30_000);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), 30_000);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc(bytes.AsSpan(12, 17)));
        return bytes;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
            }
        }

        return ~sum;
    }
}
