using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Profiles;

/// <summary>One side of TLS as the requirements ask about it, so that each is written once for servers and clients.</summary>
internal abstract class TlsSide
{
    public abstract TlsRole Role { get; }

    public abstract Answer Offers(TlsVersion version);

    public abstract Answer Offers(CipherSuite suite);

    public abstract Answer Offers(NamedGroup group);

    public abstract Answer Offers(SignatureScheme scheme);

    /// <summary>Whether a feature is there; <see langword="null"/> where the question has no meaning, such as compression without a version that has it.</summary>
    public abstract Answer? Has(TlsFeature feature);

    /// <summary>Suites that it offers, also those that the registry does not have.</summary>
    public abstract IReadOnlyList<CipherSuite> Suites { get; }

    /// <summary>Groups that it offers.</summary>
    public abstract IReadOnlyList<NamedGroup> Groups { get; }

    /// <summary>Finite fields that it sent; a client sends none.</summary>
    public abstract IReadOnlyList<DiffieHellmanField> Fields { get; }

    /// <summary>Chains of certificates that it showed; a client's are not in its hello.</summary>
    public abstract IReadOnlyList<CertificateObservation> Certificates { get; }

    /// <summary>Whether it asks for the other side's certificate; no meaning for a client.</summary>
    public abstract (Answer Requested, Answer Required) ClientCertificate { get; }

    /// <summary>Whether CBC suites come with <c>encrypt_then_mac</c>, which takes away what is wrong with them (RFC 9325 §4.2).</summary>
    public abstract bool EncryptsThenMacs { get; }

    /// <summary>Whether any of the versions that a test names is offered.</summary>
    public Answer OffersAny(Func<TlsVersion, bool> test) => AnyOf(TlsVersions.All.Where(test).Select(Offers));

    /// <summary>Yes if any is; otherwise not known if any is; otherwise no.</summary>
    public static Answer AnyOf(IEnumerable<Answer> answers)
    {
        var any = Answer.No;
        foreach (var answer in answers)
        {
            if (answer == Answer.Yes)
                return Answer.Yes;
            if (answer == Answer.NotKnown)
                any = Answer.NotKnown;
        }
        return any;
    }
}
