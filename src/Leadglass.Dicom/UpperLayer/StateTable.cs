using static Leadglass.Dicom.UpperLayer.Action;
using static Leadglass.Dicom.UpperLayer.State;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>The upper layer's state transition table, laid out as it is printed. Source: PS3.8 Table 9-10 and Tables 9-6 to 9-9.</summary>
public static class StateTable
{
    private const Action ____ = None;

    /// <summary>PS3.8 Table 9-10: rows Evt1 to Evt19, columns Sta1 to Sta13.</summary>
    private static ReadOnlySpan<Action> Cells =>
    [
        //       Sta1  Sta2  Sta3  Sta4  Sta5  Sta6  Sta7  Sta8  Sta9  Sta10  Sta11 Sta12 Sta13
        /*  1 */ AE_1, ____, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____,
        /*  2 */ ____, ____, ____, AE_2, ____, ____, ____, ____, ____, ____,  ____, ____, ____,
        /*  3 */ ____, AA_1, AA_8, ____, AE_3, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6,
        /*  4 */ ____, AA_1, AA_8, ____, AE_4, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6,
        /*  5 */ AE_5, ____, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____,
        /*  6 */ ____, AE_6, AA_8, ____, AA_8, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_7,
        /*  7 */ ____, ____, AE_7, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____,
        /*  8 */ ____, ____, AE_8, ____, ____, ____, ____, ____, ____, ____,  ____, ____, ____,
        /*  9 */ ____, ____, ____, ____, ____, DT_1, ____, AR_7, ____, ____,  ____, ____, ____,
        /* 10 */ ____, AA_1, AA_8, ____, AA_8, DT_2, AR_6, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6,
        /* 11 */ ____, ____, ____, ____, ____, AR_1, ____, ____, ____, ____,  ____, ____, ____,
        /* 12 */ ____, AA_1, AA_8, ____, AA_8, AR_2, AR_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_6,
        /* 13 */ ____, AA_1, AA_8, ____, AA_8, AA_8, AR_3, AA_8, AA_8, AR_10, AR_3, AA_8, AA_6,
        /* 14 */ ____, ____, ____, ____, ____, ____, ____, AR_4, AR_9, ____,  ____, AR_4, ____,
        /* 15 */ ____, ____, AA_1, AA_2, AA_1, AA_1, AA_1, AA_1, AA_1, AA_1,  AA_1, AA_1, ____,
        /* 16 */ ____, AA_2, AA_3, ____, AA_3, AA_3, AA_3, AA_3, AA_3, AA_3,  AA_3, AA_3, AA_2,
        /* 17 */ ____, AA_5, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4, AA_4,  AA_4, AA_4, AR_5,
        /* 18 */ ____, AA_2, ____, ____, ____, ____, ____, ____, ____, ____,  ____, ____, AA_2,
        /* 19 */ ____, AA_1, AA_8, ____, AA_8, AA_8, AA_8, AA_8, AA_8, AA_8,  AA_8, AA_8, AA_7,
    ];

    /// <summary>The cell of Table 9-10; <see cref="None"/> where it is blank.</summary>
    /// <param name="state">The state that the association is in.</param>
    /// <param name="happened">The event.</param>
    public static Action Find(State state, Event happened) => Cells[((int)happened - 1) * 13 + (int)state - 1];

    /// <summary>The state after an action. Source: PS3.8 Tables 9-6 to 9-9.</summary>
    /// <param name="action">The action; not <see cref="None"/>.</param>
    /// <param name="acceptable">For <see cref="AE_6"/>: the service-provider can accept the request.</param>
    /// <param name="requestor">For <see cref="AR_8"/>: the local side requested the association.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is none of the table.</exception>
    public static State After(Action action, bool acceptable, bool requestor) => action switch
    {
        AE_1 => Sta4,
        AE_2 => Sta5,
        AE_3 => Sta6,
        AE_4 => Sta1,
        AE_5 => Sta2,
        AE_6 => acceptable ? Sta3 : Sta13,
        AE_7 => Sta6,
        AE_8 => Sta13,

        DT_1 => Sta6,
        DT_2 => Sta6,

        AR_1 => Sta7,
        AR_2 => Sta8,
        AR_3 => Sta1,
        AR_4 => Sta13,
        AR_5 => Sta1,
        AR_6 => Sta7,
        AR_7 => Sta8,
        AR_8 => requestor ? Sta9 : Sta10,
        AR_9 => Sta11,
        AR_10 => Sta12,

        AA_1 => Sta13,
        AA_2 => Sta1,
        AA_3 => Sta1,
        AA_4 => Sta1,
        AA_5 => Sta1,
        AA_6 => Sta13,
        AA_7 => Sta13,
        AA_8 => Sta13,

        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action of PS3.8 Tables 9-6 to 9-9."),
    };
}
