package dates

// maxEuropean bounds the bytes of the name of a month.
const maxEuropean = 12

// europeanMonths are the months in German, French, Spanish, Italian, Portuguese and Dutch where they differ from English, and their
// usual short forms where no other word is spelled so.
var europeanMonths = map[string]int{
	"januar": 1, "februar": 2, "märz": 3, "maerz": 3, "mai": 5, "juni": 6, "juli": 7, "oktober": 10, "okt": 10, "dezember": 12, "dez": 12,
	"janvier": 1, "janv": 1, "février": 2, "fevrier": 2, "févr": 2, "mars": 3, "avril": 4, "avr": 4, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11,
	"décembre": 12, "decembre": 12, "déc": 12,
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
	"gennaio": 1, "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10, "dicembre": 12,
	"janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10, "novembro": 11, "dezembro": 12,
	"januari": 1, "februari": 2, "maart": 3, "mei": 5, "augustus": 8,
}

// europeanMonth reads the name of a month at i, behind de or d' where languages put that.
func europeanMonth(s string, i int) (month, end int) {
	i += anyAt(s, i, "de ", "d'", "d’")
	var word [maxEuropean]byte
	n, end := 0, i
	for end < len(s) && n < maxEuropean {
		b := s[end]
		switch {
		case isLetter(b):
			word[n] = lower(b)
		case b == 0xC3 && end+1 < len(s) && n+1 < maxEuropean: // À to ÿ
			word[n] = b
			n++
			end++
			if word[n] = s[end]; word[n] < 0xA0 {
				word[n] += 0x20
			}
		default:
			return europeanMonths[string(word[:n])], end
		}
		n++
		end++
	}
	return europeanMonths[string(word[:n])], end
}
