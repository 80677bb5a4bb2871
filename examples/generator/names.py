"""Invented names: Bangka-Malay, Javanese, Minangkabau and Chinese-Indonesian parts, combined by chance."""

from __future__ import annotations

from examples.generator.draw import Draw

_MALE = (
    "Ahmad", "Agus", "Aidil", "Akbar", "Aldi", "Ali", "Alfian", "Amir", "Andi", "Anwar", "Arif", "Aris", "Asep",
    "Azhari",
    "Bambang", "Bahrudin", "Budi", "Candra", "Darmawan", "Dedi", "Deni", "Dian", "Dodi", "Edi", "Effendi", "Eko",
    "Elfian", "Erwin", "Fadli", "Fahmi", "Faisal", "Fajar", "Feri", "Firdaus", "Gunawan", "Hadi", "Hairul", "Hamdan",
    "Hamzah", "Hardi", "Haris", "Hasan", "Hendra", "Hendri", "Herman", "Ibrahim", "Idris", "Ihsan", "Ikhwan", "Imam",
    "Indra", "Irfan", "Irwan", "Ismail", "Iwan", "Jamal", "Joko", "Jumadi", "Kamal", "Kurnia", "Lukman", "Mahmud",
    "Maman", "Mardi", "Marwan", "Mirza", "Muslim", "Mustafa", "Nanang", "Nasir", "Nazar", "Nopri", "Novian", "Nurdin",
    "Oktaviandi", "Pandu", "Qodri", "Rahmat", "Ramli", "Rasyid", "Reza", "Ricky", "Rio", "Rizal", "Robi", "Roni",
    "Rudi", "Rusli", "Sabri", "Samsul", "Sandi", "Sayuti", "Suhardi", "Sukardi", "Sulaiman", "Suparman", "Surya",
    "Syafri", "Syahrial", "Syamsir", "Taufik", "Teguh", "Tomi", "Toni", "Umar", "Wahyu", "Wawan", "Yadi", "Yandi",
    "Yanto", "Yogi", "Yudi", "Yulizar", "Yusuf", "Zaini", "Zainal", "Zamroni", "Zulfikar", "Zulkarnain",
)  # fmt: skip
_MALE_LAST = (
    "Abdullah", "Adiputra", "Alamsyah", "Ardiansyah", "Arsyad", "Azwar", "Bastari", "Baharudin", "Darussalam",
    "Effendi",
    "Fauzi", "Firmansyah", "Ghazali", "Gumilang", "Hafiz", "Hakim", "Halim", "Hartono", "Hasibuan", "Hermansyah",
    "Hidayat", "Husin", "Irawan", "Iskandar", "Jauhari", "Junaidi", "Kurniawan", "Kusuma", "Mahendra", "Mansyur",
    "Mardiansyah", "Maulana", "Mulyadi", "Munandar", "Nugraha", "Nugroho", "Oktarian", "Pratama", "Prasetyo",
    "Pribadi", "Purnomo", "Putra", "Rahardjo", "Rahman", "Ramadhan", "Ridwan", "Romadon", "Sanjaya", "Santoso",
    "Saputra", "Setiawan", "Siregar", "Subagio", "Sudirman", "Sumantri", "Suryadi", "Susanto", "Sutanto", "Syahputra",
    "Tanjung", "Wibowo", "Wicaksono", "Wijaya", "Winata", "Wiratama", "Yahya", "Yuliansyah", "Yuniarto", "Zakaria",
)  # fmt: skip
_FEMALE = (
    "Ade", "Aisyah", "Amelia", "Anisa", "Anita", "Ayu", "Asmawati", "Citra", "Dahlia", "Desi", "Dewi", "Diana", "Dina",
    "Eka", "Elly", "Elvira", "Emilia", "Endang", "Erna", "Eva", "Evi", "Fatimah", "Febri", "Fitri", "Fitria", "Hafsah",
    "Halimah", "Hartati", "Hesti", "Ida", "Indah", "Ira", "Irma", "Ismi", "Juairiah", "Juliana", "Kartika", "Kartini",
    "Khadijah", "Leni", "Lestari", "Lia", "Lilis", "Lisa", "Maimunah", "Marlina", "Maryam", "Maya", "Mega", "Meliana",
    "Mira", "Nadia", "Nani", "Nita", "Novi", "Nur", "Nuraini", "Nurhayati", "Nurlela", "Nurul", "Oktavia", "Prima",
    "Puspa", "Putri", "Rahma", "Ratna", "Reni", "Resti", "Ria", "Rika", "Rina", "Rini", "Risma", "Rita", "Rosita",
    "Rosmala", "Rukmini", "Salma", "Santi", "Sari", "Septi", "Siti", "Sri", "Suryani", "Susi", "Tati", "Titin", "Tri",
    "Tuti", "Ulfa", "Vera", "Wahyuni", "Wati", "Widya", "Winarni", "Yanti", "Yeni", "Yulia", "Yuliana", "Yunita",
    "Yusnani", "Zahara", "Zubaidah", "Zuraida",
)  # fmt: skip
_FEMALE_LAST = (
    "Agustina", "Amalia", "Andriani", "Anggraini", "Apriyanti", "Ariani", "Astuti", "Aulia", "Azizah", "Damayanti",
    "Dewanti", "Fadhilah", "Fauziah", "Febrianti", "Handayani", "Hasanah", "Hidayati", "Indriani", "Iriani",
    "Juwita", "Khairunnisa", "Komala", "Kurniasih", "Kusumawati", "Lestari", "Maharani", "Marlena", "Maulida",
    "Mulyani", "Mustika", "Nasution", "Ningsih", "Novianti", "Nuraini", "Oktarina", "Pertiwi", "Permatasari",
    "Prastiwi", "Pratiwi", "Purnamasari", "Puspitasari", "Putri", "Rahayu", "Rahmadani", "Rahmawati", "Ramadhani",
    "Rohani", "Safitri", "Salamah", "Saraswati", "Sartika", "Sasmita", "Septiani", "Setiawati", "Sulastri", "Sumiati",
    "Suryani", "Susanti", "Syafitri", "Utami", "Wardani", "Wijayanti", "Wulandari", "Yuliani", "Yuniarti", "Yusnita",
    "Zahra", "Zulaikha",
)  # fmt: skip
_HAKKA_MALE = (
    "Akiong", "Aliong", "Bun Hian", "Chandra", "Fendi", "Hendrik", "Herianto", "Hin Loi", "Jimmy", "Kim Sen", "Kusnadi",
    "Lukas", "Rudianto", "Stefanus", "Suhendri", "Tet Khiong", "Wendy", "Willy", "Yohanes", "Yulianto",
)  # fmt: skip
_HAKKA_FEMALE = (
    "Angela", "Agnes", "Elisabet", "Fransiska", "Fui Lan", "Herlina", "Jun Nyuk", "Kristina", "Lily", "Lusiana",
    "Maria",
    "Mei Lan", "Melisa", "Natalia", "Silvia", "Sui Moi", "Theresia", "Veronika", "Yuliana", "Yenny",
)  # fmt: skip
_HAKKA_LAST = (
    "Bong", "Chia", "Chin", "Djong", "Fong", "Hiung", "Jap", "Kho", "Kong", "Kwee", "Lay", "Lie", "Lim", "Lo", "Ng",
    "Phang", "Sim", "Su", "Tan", "Thong", "Tjhin", "Tjong", "Wong", "Wijaya", "Halim", "Santoso", "Gunawan", "Lukito",
)  # fmt: skip
_MIDDLE_MALE = ("Nur", "Mulia", "Hidayat", "Dwi", "Tri", "Adi", "Putra", "Alam", "Jaya", "Budi", "Al", "Rizki")
_MIDDLE_FEMALE = ("Nur", "Dwi", "Tri", "Ayu", "Indah", "Sari", "Dewi", "Puji", "Eka", "Rizki", "Intan", "Mega")


def full_name(draw: Draw, sex: str) -> str:
    """Two words mostly, sometimes three, seldom one."""
    male = sex == "L"
    if draw.chance(8):
        first = draw.pick(_HAKKA_MALE if male else _HAKKA_FEMALE)
        return f"{first} {draw.pick(_HAKKA_LAST)}"
    first = draw.pick(_MALE if male else _FEMALE)
    if draw.chance(4):
        return first
    last = draw.pick(_MALE_LAST if male else _FEMALE_LAST)
    if male and draw.chance(12):
        return f"Muhammad {first} {last}" if first != "Ahmad" else f"{first} {last}"
    if draw.chance(22):
        middle = draw.pick(_MIDDLE_MALE if male else _MIDDLE_FEMALE)
        return f"{first} {last}" if middle in (first, last) else f"{first} {middle} {last}"
    return f"{first} {last}"
