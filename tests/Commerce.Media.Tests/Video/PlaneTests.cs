using System.Runtime.Intrinsics;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class PlaneTests
{
    private const int Width = 200;

    [Test]
    public void What_is_said_to_be_on_the_sheet_is_and_what_is_neither_on_it_nor_at_its_rim_is_not([Values(0, 14, 90, 90.5f, 118, 180, 196, 270, 273, -26)] float turn)
    {
        var (plane, sheet, ground) = (new Plane(turn), Vector128.Create(200f), Vector128.Create(20f));
        for (var share = -0.2f; share < 1.2f; share += 0.037f)
        {
            var edge = plane.Edge(share, Width, 100);
            for (var y = 0; y < 100; y += 9)
            {
                var row = new Vector128<float>[Width];
                row.AsSpan().Fill(ground);
                plane.Lay(row, y, edge, 1.2f, sheet, 9, new Columns(0, Width));
                var (inside, rim) = plane.Split(y, edge, 1.2f, 9, Width);
                for (var x = 0; x < Width; x++)
                {
                    var column = new Columns(x, x + 1);
                    Assert.That(row[x], inside.Hold(column) ? Is.EqualTo(sheet) : rim.Hold(column) ? Is.Not.Null : Is.EqualTo(ground));
                }
            }
        }
    }

    [Test]
    public void A_moved_sheet_changes_only_what_its_edge_passed_over()
    {
        var plane = new Plane(0);
        var (before, now, changes) = (Sheet(40), Sheet(60), new List<RowColumns>());
        now.Compare(before, changes);
        Assert.That(changes.Single()(3), Is.EqualTo(new Columns(38, 72)).Or.EqualTo(new Columns(39, 72)).Or.EqualTo(new Columns(38, 71)));
        now.Compare(Sheet(60), changes = []);
        Assert.That(changes, Is.Empty);

        Sheet Sheet(float edge) => new(plane, edge, 1.2f, Vector128.Create(200f), 9, Width);
    }
}
