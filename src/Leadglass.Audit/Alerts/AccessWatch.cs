using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Alerts;

/// <summary>Users who see many different patients in a short time. Programs, which prefetch and route, are not counted.</summary>
internal sealed class AccessWatch : Watch
{
    // Export, instances accessed, study deleted, order, patient and procedure record: a person meets a patient's data.
    private static readonly string[] Events = ["110103", "110105", "110106", "110109", "110110", "110111"];

    private readonly AlertOptions _options;
    private readonly Recent<User> _users;

    public AccessWatch(AlertOptions options)
        : base("users")
    {
        _options = options;
        _users = new Recent<User>(options.MostRemembered, _ => Forget());
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        if (!Array.Exists(Events, seen.IsEvent) || !seen.Succeeded || seen.Actor is not { } actor || Sighting.IsProcess(actor))
            return;
        var user = _users.FindOrAdd(Sighting.Key(actor.UserId), static () => new User());
        foreach (var old in user.Patients.Where(patient => seen.Time - patient.Value > _options.PatientsWithin).Select(static patient => patient.Key).ToList())
            user.Patients.Remove(old);
        if (user.Patients.Count < _options.PatientsOfUser / 2)
            user.IsTold = false;
        foreach (var patient in seen.Message.Objects.Where(static item => item.TypeCodeRole?.Trim() == "1" && !string.IsNullOrWhiteSpace(item.Id)))
        {
            // Re-added, so that the oldest comes first.
            user.Patients.Remove(Hash(patient));
            user.Patients.Add(Hash(patient), seen.Time);
            if (user.Patients.Count > _options.PatientsOfUser)
                user.Patients.RemoveAt(0);
        }

        if (user.IsTold || user.Patients.Count < _options.PatientsOfUser)
            return;
        user.IsTold = true;
        noticed.Add(new Incident(IncidentKind.ManyPatients, seen.Sequence, seen.ReceivedAt, seen.Source) { Who = actor.UserId, Count = user.Patients.Count, Span = _options.PatientsWithin });
    }

    // Who the patients are is not kept.
    private static long Hash(ParticipantObject patient) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(patient.Id.Trim())));

    private sealed class User
    {
        public OrderedDictionary<long, DateTimeOffset> Patients { get; } = [];

        public bool IsTold { get; set; }
    }
}
