using Commerce.Shopify.Publishing;

namespace Commerce.Shopify.Tests.Publishing;

public sealed class MediaMoveTests
{
    [Test]
    public void Moves_turn_any_order_into_any_other()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var current = Enumerable.Range(0, random.Next(12)).Select(n => "m" + n).ToArray();
            var wanted = current.ToArray();
            random.Shuffle(wanted);
            var order = current.ToList();
            foreach (var move in MediaMove.Between(current, wanted))
            {
                order.Remove(move.MediaId);
                order.Insert(move.Position, move.MediaId);
            }
            Assert.That(order, Is.EqualTo(wanted));
        }
    }

    [Test]
    public void Needs_no_move_for_the_same_order() => Assert.That(MediaMove.Between(["a", "b"], ["a", "b"]), Is.Empty);

    [Test]
    public void Refuses_an_order_of_other_media() => Assert.That(() => MediaMove.Between(["a", "b"], ["a", "c"]), Throws.ArgumentException);
}
