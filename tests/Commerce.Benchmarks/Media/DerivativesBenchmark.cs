using System.Runtime.CompilerServices;
using System.Text;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Benchmarks.Media;

/// <summary>A JPEG of 12 megapixels as WebP of 2048 and of 400 pixels with XMP in both, against sharp.</summary>
internal sealed class DerivativesBenchmark : Benchmark
{
    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var (path, packet) = (Path.Combine(world.Folder, "derivatives.jpg"), Path.Combine(world.Folder, "derivatives.xmp"));
        await File.WriteAllBytesAsync(path, BenchPictures.Photo(4000, 3000), ct);
        await File.WriteAllTextAsync(packet, "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" Iptc4xmpExt:DigitalSourceType=\"http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic\"/></rdf:RDF></x:xmpmeta>", Encoding.UTF8, ct);
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var (count, rounds) = world.Quick ? (6, 2) : (24, 5);
        var (ours, theirs, peer) = await new AgainstSharp(world, path, packet, Make).RunAsync(SharpPeer.Of("derivatives", "raw", "clone"), count, rounds, ct);
        yield return Figure.AgainstPeer(Bench, "derivatives-12-megapixels", ours, "pictures/s", theirs, $"{peer}, the best of its settings here; same sizes, quality 82, effort 4; medians of {rounds} rounds in turns");

        IReadOnlyList<byte[]> Make()
        {
            using var master = PictureIngest.ReadWithin(bytes, 2048);
            using var small = master.Thumbnail(400, 400);
            return [Marked(master.ToWebp(82, 4)), Marked(small.ToWebp(82, 4))];
        }
    }

    private static byte[] Marked(byte[] webp) => SourceTypeMark.Write(webp, SourceType.CompositeSynthetic);
}
