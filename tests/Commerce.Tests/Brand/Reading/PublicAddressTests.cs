using System.Net;
using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand.Reading;

public sealed class PublicAddressTests
{
    [TestCase("0.0.0.0"), TestCase("0.1.2.3"), TestCase("10.1.2.3"), TestCase("100.64.0.1"), TestCase("100.127.255.254"), TestCase("127.0.0.1"), TestCase("127.9.9.9")]
    [TestCase("169.254.169.254"), TestCase("172.16.0.1"), TestCase("172.31.255.255"), TestCase("192.0.0.8"), TestCase("192.0.2.1"), TestCase("192.168.1.1")]
    [TestCase("198.18.0.1"), TestCase("198.51.100.7"), TestCase("203.0.113.9"), TestCase("224.0.0.1"), TestCase("239.255.255.250"), TestCase("240.0.0.1"), TestCase("255.255.255.255"), TestCase("168.63.129.16")]
    [TestCase("::"), TestCase("::1"), TestCase("::ffff:10.0.0.1"), TestCase("::ffff:8.8.8.8"), TestCase("::127.0.0.1"), TestCase("64:ff9b::a00:1"), TestCase("64:ff9b:1::1"), TestCase("fc00::1"), TestCase("fd00:ec2::254")]
    [TestCase("fe80::1"), TestCase("fec0::1"), TestCase("ff02::1"), TestCase("2001::1"), TestCase("2001:db8::1"), TestCase("2002:7f00:1::"), TestCase("100::1"), TestCase("3fff::1")]
    public void Refuses_addresses_that_are_not_on_the_open_internet(string address) =>
        Assert.That(PublicAddress.Allows(IPAddress.Parse(address)), Is.False);

    [TestCase("8.8.8.8"), TestCase("23.227.38.65"), TestCase("172.32.0.1"), TestCase("172.15.255.255"), TestCase("100.63.255.255"), TestCase("100.128.0.1"), TestCase("2606:4700::1111"), TestCase("2a00:1450:4001::1")]
    public void Allows_public_addresses(string address) =>
        Assert.That(PublicAddress.Allows(IPAddress.Parse(address)), Is.True);
}
