using Commerce.Credits;

namespace Commerce.Tests.Credits;

public sealed class BalanceOutlookTests
{
    [TestCase(49, 500, 0, null, true, TestName = "Below a tenth of the plan's credits is low")]
    [TestCase(50, 500, 0, null, false, TestName = "A tenth of the plan's credits is enough")]
    [TestCase(89, 500, 30, null, true, TestName = "Less than three days at last week's pace is low")]
    [TestCase(90, 500, 30, null, false, TestName = "Three days at last week's pace are enough")]
    [TestCase(199, 500, 0, 200, true, TestName = "The owner's own threshold counts when it is higher")]
    [TestCase(20, 500, 30, 20, false, TestName = "The owner's own threshold counts when it is lower")]
    [TestCase(0, 0, 0, null, false, TestName = "Nothing given and nothing used is not worth a warning")]
    public void A_balance_is_low(long available, long grant, double use, long? own, bool low) =>
        Assert.That(new BalanceOutlook(available, grant, use, own).Low, Is.EqualTo(low));

    [Test]
    public void Days_left_are_whole_days_and_unknown_without_use() => Assert.Multiple(() =>
    {
        Assert.That(new BalanceOutlook(99, 0, 10, null).DaysLeft, Is.EqualTo(9));
        Assert.That(new BalanceOutlook(99, 0, 0, null).DaysLeft, Is.Null);
    });
}
